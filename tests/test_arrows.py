"""The import contracts are there and not loosened; ``make lint`` keeps them."""

import tomllib

from tests.places import CHECKOUT

CONTRACTS = {
    contract["name"]: contract
    for contract in tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}


def test_no_import_is_excused():
    assert not [name for name, contract in CONTRACTS.items() if "ignore_imports" in contract]


def test_arrows_run_downwards():
    floors = CONTRACTS["Arrows run from the shell through the middle to the core"]["layers"]
    *terminal, shell, middle, core = floors
    assert terminal[0] == "nearer.cli"
    assert shell == "nearer.web"
    assert {"nearer.vault", "nearer.formats"} <= set(middle.split(" | "))
    assert core == "nearer.domain"


def test_the_domain_is_pure():
    forbidden = set(CONTRACTS["The domain is pure: no Django, no keys, no libraries"]["forbidden_modules"])
    assert forbidden >= {"django", "cryptography", "msgspec", "os", "pathlib", "random", "secrets", "time", "socket"}


def test_keys_are_only_in_the_vault():
    keys = CONTRACTS["Keys only in the vault"]
    assert set(keys["forbidden_modules"]) >= {"cryptography", "mnemonic", "hmac"}


def test_no_floor_has_circles():
    ancestors = set(CONTRACTS["No circles between the files of a floor"]["ancestors"])
    assert ancestors >= {"nearer.domain", "nearer.vault", "nearer.web", "nearer.formats"}
