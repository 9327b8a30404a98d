-- How it is found.
CREATE UNIQUE INDEX ux_sign_in_challenges_hash ON sign_in_challenges (token_hash)
