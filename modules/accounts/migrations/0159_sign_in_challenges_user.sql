-- All of a user end with the password they were opened with.
CREATE INDEX ix_sign_in_challenges_user ON sign_in_challenges (user_id)
