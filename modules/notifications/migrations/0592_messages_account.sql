-- What an account was sent, which goes when it is erased.
CREATE INDEX ix_messages_account ON messages (account_id)
