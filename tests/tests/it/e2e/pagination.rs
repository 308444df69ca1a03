//! Lists of more than one page, as the servers page them.

use cognito_identity_provider::Client;
use cognito_identity_provider::operation::admin_add_user_to_group::AdminAddUserToGroupRequest;
use cognito_identity_provider::operation::admin_create_user::AdminCreateUserRequest;
use cognito_identity_provider::operation::admin_list_groups_for_user::AdminListGroupsForUserRequest;
use cognito_identity_provider::operation::create_group::CreateGroupRequest;
use cognito_identity_provider::operation::create_resource_server::CreateResourceServerRequest;
use cognito_identity_provider::operation::create_user_pool::CreateUserPoolRequest;
use cognito_identity_provider::operation::create_user_pool_client::CreateUserPoolClientRequest;
use cognito_identity_provider::operation::list_groups::ListGroupsRequest;
use cognito_identity_provider::operation::list_resource_servers::ListResourceServersRequest;
use cognito_identity_provider::operation::list_user_pool_clients::ListUserPoolClientsRequest;
use cognito_identity_provider::operation::list_user_pools::ListUserPoolsRequest;
use cognito_identity_provider::operation::list_users::ListUsersRequest;
use cognito_identity_provider::operation::list_users_in_group::ListUsersInGroupRequest;
use cognito_identity_provider::types::MessageActionType;
use tinsmith_tests::servers::Kind;
use tinsmith_tests::servers::setup::signed;

use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn users_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of users").await else { return };
    users(&stage).await;
}

#[tokio::test]
async fn users_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of users").await else { return };
    users(&stage).await;
}

/// Seven users, three to a page, in the order in which they were made.
async fn users(stage: &Stage) {
    for name in ["d", "c", "b", "a"] {
        let request = AdminCreateUserRequest::user_pool_id(&stage.pool.user_pool_id)
            .username(name)
            .message_action(MessageActionType::Suppress);
        stage.admin.admin_create_user(request).await.expect("the user is made");
    }
    let request = ListUsersRequest::user_pool_id(&stage.pool.user_pool_id).limit(3);
    let everybody = ["with-token", "new", "plain", "d", "c", "b", "a"];

    let call = stage.admin.list_users(request.clone());
    let items = call.into_paginator().items().try_collect().await.expect("every page is given");
    let names: Vec<_> = items.into_iter().filter_map(|user| user.username).collect();
    assert_eq!(names, everybody);

    let mut pages = stage.admin.list_users(request.clone()).into_paginator().pages();
    let (mut names, mut tokens) = (Vec::new(), Vec::new());
    while let Some(page) = pages.try_next().await.expect("the page is given") {
        let users = page.users.unwrap_or_default();
        names.push(users.into_iter().filter_map(|user| user.username).collect::<Vec<_>>());
        tokens.push(page.pagination_token);
    }
    assert_eq!(names, [everybody[..3].to_vec(), everybody[3..6].to_vec(), everybody[6..].to_vec()]);
    let [Some(second), Some(third), None] = tokens.as_slice() else {
        panic!("the last page alone has no token: {tokens:?}");
    };
    assert_ne!(second, third);

    // Who has a token goes on from there.
    let request = request.pagination_token(third);
    let call = stage.admin.list_users(request);
    let items = call.into_paginator().items().try_collect().await.expect("the page is given");
    assert_eq!(items.len(), 1);
}

#[tokio::test]
async fn groups_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of groups").await else { return };
    groups(&stage, ["e", "d", "c", "b", "a"]).await;
}

#[tokio::test]
async fn groups_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of groups").await else { return };
    // MiniStack sorts them by name.
    groups(&stage, ["a", "b", "c", "d", "e"]).await;
}

async fn groups(stage: &Stage, order: [&str; 5]) {
    let (pool, user) = (&stage.pool.user_pool_id, &stage.pool.plain_user.username);
    for name in ["e", "d", "c", "b", "a"] {
        let request = CreateGroupRequest::group_name(name).user_pool_id(pool);
        stage.admin.create_group(request).await.expect("the group is made");
        let request =
            AdminAddUserToGroupRequest::user_pool_id(pool).username(user).group_name(name);
        stage.admin.admin_add_user_to_group(request).await.expect("the user is added");
    }
    // Five to a page of two, and a page that is full and the last.
    for (limit, pages) in [(2, 3), (5, 1)] {
        let request = ListGroupsRequest::user_pool_id(pool).limit(limit);
        let call = stage.admin.list_groups(request.clone());
        let items = call.into_paginator().items().try_collect().await.expect("all are given");
        let names: Vec<_> = items.into_iter().filter_map(|group| group.group_name).collect();
        assert_eq!(names, order);
        let call = stage.admin.list_groups(request);
        let all = call.into_paginator().pages().try_collect().await.expect("all are given");
        assert_eq!(all.len(), pages, "{limit} to a page");
    }

    // The user's own come in any order from Moto, which keeps a set, and in one page from MiniStack.
    let request = AdminListGroupsForUserRequest::username(user).user_pool_id(pool).limit(60);
    let call = stage.admin.admin_list_groups_for_user(request);
    let items = call.into_paginator().items().try_collect().await.expect("all are given");
    let mut names: Vec<_> = items.into_iter().filter_map(|group| group.group_name).collect();
    names.sort();
    assert_eq!(names, ["a", "b", "c", "d", "e"]);
}

#[tokio::test]
async fn members_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of members").await else { return };
    members(&stage).await;
}

#[tokio::test]
async fn members_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of members").await else { return };
    members(&stage).await;
}

async fn members(stage: &Stage) {
    let pool = &stage.pool.user_pool_id;
    let request = CreateGroupRequest::group_name("crew").user_pool_id(pool);
    stage.admin.create_group(request).await.expect("the group is made");
    // In the order in which they were made, which is that of both servers.
    let names = ["with-token", "new", "plain"];
    for name in names {
        let request =
            AdminAddUserToGroupRequest::user_pool_id(pool).username(name).group_name("crew");
        stage.admin.admin_add_user_to_group(request).await.expect("the user is added");
    }
    let request = ListUsersInGroupRequest::user_pool_id(pool).group_name("crew").limit(1);
    let call = stage.admin.list_users_in_group(request.clone());
    let items = call.into_paginator().items().try_collect().await.expect("all are given");
    let found: Vec<_> = items.into_iter().filter_map(|user| user.username).collect();
    assert_eq!(found, names);
    let call = stage.admin.list_users_in_group(request);
    let pages = call.into_paginator().pages().try_collect().await.expect("all are given");
    assert_eq!(pages.len(), 3);
}

#[tokio::test]
async fn clients_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of clients").await else { return };
    clients(&stage).await;
}

#[tokio::test]
async fn clients_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of clients").await else { return };
    clients(&stage).await;
}

async fn clients(stage: &Stage) {
    let pool = &stage.pool.user_pool_id;
    let mut made = vec![stage.pool.client_id.clone()];
    for name in ["second", "third", "fourth"] {
        let request = CreateUserPoolClientRequest::user_pool_id(pool).client_name(name);
        let response = stage.admin.create_user_pool_client(request).await.expect("it is made");
        made.extend(response.user_pool_client.and_then(|client| client.client_id));
    }
    let request = ListUserPoolClientsRequest::user_pool_id(pool).max_results(2);
    let call = stage.admin.list_user_pool_clients(request.clone());
    let items = call.into_paginator().items().try_collect().await.expect("all are given");
    let found: Vec<_> = items.into_iter().filter_map(|client| client.client_id).collect();
    assert!(found == made, "each client is given once, in the order in which it was made");
    let call = stage.admin.list_user_pool_clients(request);
    let pages = call.into_paginator().pages().try_collect().await.expect("all are given");
    assert_eq!(pages.len(), 2);
}

#[tokio::test]
async fn resource_servers_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of resource servers").await else { return };
    resource_servers(&stage).await;
}

#[tokio::test]
async fn resource_servers_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of resource servers").await else {
        return;
    };
    resource_servers(&stage).await;
}

/// Here the model requires the list, so the response has it without an `Option`.
async fn resource_servers(stage: &Stage) {
    let pool = &stage.pool.user_pool_id;
    let identifiers = ["https://a.example", "https://b.example", "https://c.example"];
    for identifier in identifiers {
        let request =
            CreateResourceServerRequest::user_pool_id(pool).identifier(identifier).name("api");
        stage.admin.create_resource_server(request).await.expect("the resource server is made");
    }
    let request = ListResourceServersRequest::user_pool_id(pool).max_results(1);
    let call = stage.admin.list_resource_servers(request);
    let items = call.into_paginator().items().try_collect().await.expect("all are given");
    let found: Vec<_> = items.into_iter().filter_map(|server| server.identifier).collect();
    assert_eq!(found, identifiers);
}

#[tokio::test]
async fn pools_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "pages of pools").await else { return };
    pools(&stage).await;
}

#[tokio::test]
async fn pools_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "pages of pools").await else { return };
    pools(&stage).await;
}

/// In a region that no other test uses, so that nobody else's pools are among them.
async fn pools(stage: &Stage) {
    let config = signed(&stage.endpoint()).region("sa-east-1");
    let client = Client::from_conf(config.build());
    let names = ["north", "east", "south", "west", "centre"];
    for name in names {
        let response = client.create_user_pool(CreateUserPoolRequest::pool_name(name)).await;
        let pool = response.expect("the pool is made").user_pool.expect("the answer has it");
        assert!(pool.id.is_some_and(|id| id.starts_with("sa-east-1_")));
    }
    let call = client.list_user_pools(ListUserPoolsRequest::max_results(2));
    let items = call.into_paginator().items().try_collect().await.expect("all are given");
    let found: Vec<_> = items.into_iter().filter_map(|pool| pool.name).collect();
    assert_eq!(found, names);
    let mut pages =
        client.list_user_pools(ListUserPoolsRequest::max_results(2)).into_paginator().pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.expect("the page is given") {
        sizes.push(page.user_pools.map_or(0, |pools| pools.len()));
    }
    assert_eq!(sizes, [2, 2, 1]);
}

#[tokio::test]
async fn a_token_that_moto_has_not_given_ends_the_stream() {
    let Some(stage) = Stage::set(Kind::Moto, "a token of nobody").await else { return };
    let request =
        ListUsersRequest::user_pool_id(&stage.pool.user_pool_id).pagination_token("nonsense");
    // The model does not name this error.
    let expected = "Unhandled InvalidToken: Invalid Token: Invalid token";
    assert_eq!(refusal(stage.admin.list_users(request.clone())).await, expected);
    let mut items = stage.admin.list_users(request).into_paginator().items();
    let error = items.next().await.expect("the stream gives the error");
    assert!(error.is_err());
    assert!(items.next().await.is_none(), "and nothing after it");
}
