"""How dogs are built: one skeleton for all builds, flesh laid along it, and coats painted on that."""
