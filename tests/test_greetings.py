"""Whether a mail greets its reader by a name: who bills half a town does not know it."""

import pytest

from parsers.fakes.claims import greets_by_name

_BY_NAME = """
Hola, Pat:
Hola Pat, te escribimos por la cuota
Buenas tardes, Pat Example.
Apreciada Pat Example:
Estimado/a Pat:
Olá, Pat! Tudo bem?
Bom dia, Pat,
Prezado(a) Pat,
Cher/chère Pat Example,
Bonjour, Pat
Bonsoir Pat,
Ciao, Pat!
Spett.le Pat Example,
Salut, Pat,
Stimată Pat,
Hello, Pat,
"""
_BY_NO_NAME = """
Hola, Gracias por todo
Hola, Nuestra tarifa cambia hoy.
Hola, Cliente:
Estimado/a cliente:
Apreciado cliente:
Olá, Assinante!
Caro(a) cliente,
Bonjour, Votre facture est prête.
Bonjour,
Ciao, Tutti!
Spett.le Cliente,
Salut, Mulțumim!
Stimate client,
Hello, Customer!
Hello, We sent you a bill.
"""


@pytest.mark.parametrize("line", _BY_NAME.strip().splitlines())
def test_a_name_is_seen(line: str) -> None:
    assert greets_by_name(f"{line}\n\nx")


@pytest.mark.parametrize("line", _BY_NO_NAME.strip().splitlines())
def test_what_is_no_name_is_none(line: str) -> None:
    assert not greets_by_name(f"{line}\n\nx")
