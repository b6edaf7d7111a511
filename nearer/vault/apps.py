"""The vault as a Django app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Sealed rows, locks and sessions."""

    name = "nearer.vault"
    label = "vault"
