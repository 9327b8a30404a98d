-- The name that somebody chooses at sign-up is free or taken in the whole tenant.
CREATE UNIQUE INDEX ux_users_root_username ON users (tenant_id, root_username)
