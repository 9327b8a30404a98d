-- One row for each wording.
CREATE UNIQUE INDEX ux_parties ON parties (tenant_id, fingerprint)
