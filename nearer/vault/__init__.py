"""The vault: the only place with keys. Everything a person writes passes through here, sealed."""
