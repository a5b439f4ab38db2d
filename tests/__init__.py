"""A package: one of the libraries installs another of this name, which would go before a folder."""
