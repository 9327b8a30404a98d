CREATE INDEX ix_announcements_published ON announcements (tenant_id, published_at)
