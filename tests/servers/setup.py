"""Fill a stand-in for Amazon Cognito with what the sign-in tests need.

In:  `setup.py --endpoint URL`   make a new user pool with its users;
     `setup.py --totp SECRET`    compute a software token code.
Out: one JSON object on standard output. With `--endpoint`: the region, the
     pool's and the client's id, and the users with their passwords. With
     `--totp`: the code.

Every call with `--endpoint` makes a pool and users of its own, so tests can
share one server and still each start from users that nobody has signed in.

Nothing is taken from the machine: region and credentials are constants below,
and the AWS settings and proxies of the environment are put out of effect.
"""

import argparse
import base64
import json
import os
import time

# The region that both servers assume where a request, for want of a signature,
# names none.
REGION = "us-east-1"

PERMANENT_PASSWORD = "Permanent-1-password"
TEMPORARY_PASSWORD = "Temporary-1-password"

TOTP_STEP_SECONDS = 30
# A code is used only while this much of its time step is left: a server may
# accept no other step than the current one.
TOTP_MARGIN_SECONDS = 5


def totp_code(secret):
    """The RFC 6238 code of a base32 secret, good for a few seconds at least."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    totp = TOTP(key, 6, SHA1(), TOTP_STEP_SECONDS, enforce_key_length=False)
    now = time.time()
    left = TOTP_STEP_SECONDS - now % TOTP_STEP_SECONDS
    if left < TOTP_MARGIN_SECONDS:
        time.sleep(left)
        now += left
    return totp.generate(int(now)).decode("ascii")


def cognito_client(endpoint):
    for name in list(os.environ):
        if name.startswith("AWS_"):
            del os.environ[name]
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull

    import boto3
    from botocore.config import Config

    return boto3.client(
        "cognito-idp",
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(
            proxies={},
            connect_timeout=10,
            read_timeout=30,
            retries={"total_max_attempts": 1},
        ),
    )


def add_user(cognito, pool_id, username, permanent):
    """Create a user, and give it a permanent password where asked to."""
    cognito.admin_create_user(
        UserPoolId=pool_id,
        Username=username,
        TemporaryPassword=TEMPORARY_PASSWORD,
        MessageAction="SUPPRESS",
    )
    if not permanent:
        return {"username": username, "password": TEMPORARY_PASSWORD}
    cognito.admin_set_user_password(
        UserPoolId=pool_id,
        Username=username,
        Password=PERMANENT_PASSWORD,
        Permanent=True,
    )
    return {"username": username, "password": PERMANENT_PASSWORD}


def enroll_software_token(cognito, client_id, user):
    """Sign the user in once and register a software token; gives its secret."""
    tokens = cognito.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": user["username"], "PASSWORD": user["password"]},
    )["AuthenticationResult"]
    access_token = tokens["AccessToken"]
    secret = cognito.associate_software_token(AccessToken=access_token)["SecretCode"]
    verified = cognito.verify_software_token(
        AccessToken=access_token, UserCode=totp_code(secret)
    )
    if verified["Status"] != "SUCCESS":
        raise SystemExit(f"the server did not take the software token: {verified}")
    cognito.set_user_mfa_preference(
        AccessToken=access_token,
        SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True},
    )
    return secret


def fixtures(endpoint):
    cognito = cognito_client(endpoint)
    pool_id = cognito.create_user_pool(PoolName="tinsmith-tests")["UserPool"]["Id"]
    # Optional rather than on, so that the users without a token can still
    # sign in with their password alone.
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    client_id = cognito.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="tinsmith-tests",
        GenerateSecret=False,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]["ClientId"]

    mfa_user = add_user(cognito, pool_id, "with-token", permanent=True)
    mfa_user["totp_secret"] = enroll_software_token(cognito, client_id, mfa_user)
    return {
        "region": REGION,
        "user_pool_id": pool_id,
        "client_id": client_id,
        "new_user": add_user(cognito, pool_id, "new", permanent=False),
        "plain_user": add_user(cognito, pool_id, "plain", permanent=True),
        "mfa_user": mfa_user,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--endpoint", metavar="URL")
    task.add_argument("--totp", metavar="SECRET")
    arguments = parser.parse_args()
    if arguments.endpoint:
        answer = fixtures(arguments.endpoint)
    else:
        answer = {"code": totp_code(arguments.totp)}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
