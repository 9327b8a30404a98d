-- How a key is found.
CREATE UNIQUE INDEX ux_api_keys_hash ON api_keys (key_hash)
