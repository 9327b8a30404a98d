-- A proved address signs in one user of a tenant.
CREATE UNIQUE INDEX ux_users_login_email ON users (tenant_id, login_email)
