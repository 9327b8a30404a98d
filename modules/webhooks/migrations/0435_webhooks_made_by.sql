-- Who stands for it: once that user is gone it is switched off.
ALTER TABLE webhooks ADD COLUMN made_by BIGINT
