-- One effect for one key of one owner on one route, held by the database.
CREATE UNIQUE INDEX ux_idempotency_keys ON idempotency_keys (owner, route, idempotency_key)
