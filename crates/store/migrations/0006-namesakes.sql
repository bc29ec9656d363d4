-- Accounts that share an address: whoever accepts an invitation with an address that is taken gets an account all
-- the same, so that nobody learns by it who has one. The first account with an address has it in `email`, which is
-- unique. A later one has its own id there and the address here. See README.md.

ALTER TABLE accounts ADD COLUMN shared_address TEXT;

CREATE INDEX accounts_by_shared_address ON accounts (shared_address);
