-- Numbers that were named before registers could be asked are asked after now.
UPDATE tax_standings SET check_at = updated_at WHERE tax_id IS NOT NULL AND standing = 'pending'
