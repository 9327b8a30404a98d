CREATE UNIQUE INDEX ux_articles_slug ON articles (tenant_id, slug)
