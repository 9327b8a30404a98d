-- Sign-in by account and user name.
CREATE UNIQUE INDEX ux_users_username ON users (account_id, username_key)
