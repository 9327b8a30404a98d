-- How it is found.
CREATE UNIQUE INDEX ux_link_tokens_hash ON link_tokens (token_hash)
