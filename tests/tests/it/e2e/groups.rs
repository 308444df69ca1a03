//! Groups: made, changed, filled, emptied, removed.

use cognito_identity_provider::operation::admin_add_user_to_group::AdminAddUserToGroupRequest;
use cognito_identity_provider::operation::admin_list_groups_for_user::AdminListGroupsForUserRequest;
use cognito_identity_provider::operation::admin_remove_user_from_group::AdminRemoveUserFromGroupRequest;
use cognito_identity_provider::operation::create_group::CreateGroupRequest;
use cognito_identity_provider::operation::delete_group::DeleteGroupRequest;
use cognito_identity_provider::operation::get_group::GetGroupRequest;
use cognito_identity_provider::operation::list_groups::ListGroupsRequest;
use cognito_identity_provider::operation::list_users_in_group::ListUsersInGroupRequest;
use tinsmith_tests::servers::Kind;

use super::refusal::refusal;
use super::stage::Stage;

#[tokio::test]
async fn a_group_comes_and_goes_on_moto() {
    let Some(stage) = Stage::set(Kind::Moto, "a group comes and goes").await else { return };
    a_group_comes_and_goes(&stage).await;
    // Moto's whole message is the group's name.
    assert_eq!(after_it_went(&stage).await, "ResourceNotFoundException: crew");
}

#[tokio::test]
async fn a_group_comes_and_goes_on_ministack() {
    let Some(stage) = Stage::set(Kind::Ministack, "a group comes and goes").await else { return };
    a_group_comes_and_goes(&stage).await;
    let message = "ResourceNotFoundException: Group crew not found.";
    assert_eq!(after_it_went(&stage).await, message);
}

async fn a_group_comes_and_goes(stage: &Stage) {
    let (pool, user) = (&stage.pool.user_pool_id, &stage.pool.plain_user.username);
    let request = CreateGroupRequest::group_name("crew")
        .user_pool_id(pool)
        .description("who sails")
        .precedence(7);
    let response = stage.admin.create_group(request).await.expect("the group is made");
    let made = response.group.expect("the answer has the group");
    assert_eq!(made.group_name.as_deref(), Some("crew"));
    assert_eq!(made.user_pool_id.as_ref(), Some(pool));
    assert_eq!(made.description.as_deref(), Some("who sails"));
    assert_eq!(made.precedence, Some(7));

    let request = GetGroupRequest::group_name("crew").user_pool_id(pool);
    let response = stage.admin.get_group(request).await.expect("the group is there");
    assert_eq!(response.group, Some(made));
    assert_eq!(groups(stage).await, ["crew"]);

    assert_eq!(members(stage).await, [""; 0]);
    for _ in 0..2 {
        // The second time changes nothing, and is no error.
        let request =
            AdminAddUserToGroupRequest::user_pool_id(pool).username(user).group_name("crew");
        stage.admin.admin_add_user_to_group(request).await.expect("the user is added");
    }
    assert_eq!(members(stage).await, [user.as_str()]);
    assert_eq!(groups_of(stage, user).await, ["crew"]);
    assert_eq!(groups_of(stage, &stage.pool.new_user.username).await, [""; 0]);

    let request =
        AdminRemoveUserFromGroupRequest::user_pool_id(pool).username(user).group_name("crew");
    stage.admin.admin_remove_user_from_group(request).await.expect("the user is taken out");
    assert_eq!(members(stage).await, [""; 0]);
    assert_eq!(groups_of(stage, user).await, [""; 0]);

    // A group that has members can go; they stay.
    let request = AdminAddUserToGroupRequest::user_pool_id(pool).username(user).group_name("crew");
    stage.admin.admin_add_user_to_group(request).await.expect("the user is added");
    let request = DeleteGroupRequest::group_name("crew").user_pool_id(pool);
    stage.admin.delete_group(request).await.expect("the group is removed");
    assert_eq!(groups(stage).await, [""; 0]);
    assert_eq!(groups_of(stage, user).await, [""; 0]);
}

async fn after_it_went(stage: &Stage) -> String {
    let request = GetGroupRequest::group_name("crew").user_pool_id(&stage.pool.user_pool_id);
    refusal(stage.admin.get_group(request)).await
}

async fn groups(stage: &Stage) -> Vec<String> {
    let request = ListGroupsRequest::user_pool_id(&stage.pool.user_pool_id);
    let response = stage.admin.list_groups(request).await.expect("the groups are listed");
    assert_eq!(response.next_token, None);
    let groups = response.groups.expect("the answer has a list");
    groups.into_iter().filter_map(|group| group.group_name).collect()
}

async fn groups_of(stage: &Stage, username: &str) -> Vec<String> {
    let request =
        AdminListGroupsForUserRequest::username(username).user_pool_id(&stage.pool.user_pool_id);
    let response = stage.admin.admin_list_groups_for_user(request).await.expect("they are listed");
    let groups = response.groups.expect("the answer has a list");
    groups.into_iter().filter_map(|group| group.group_name).collect()
}

async fn members(stage: &Stage) -> Vec<String> {
    let request =
        ListUsersInGroupRequest::user_pool_id(&stage.pool.user_pool_id).group_name("crew");
    let response = stage.admin.list_users_in_group(request).await.expect("they are listed");
    let users = response.users.expect("the answer has a list");
    users.into_iter().filter_map(|user| user.username).collect()
}
