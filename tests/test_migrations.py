import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_models_and_migrations_are_equal(capsys):
    call_command("makemigrations", dry_run=True)

    assert capsys.readouterr().out.splitlines() == ["No changes detected"]
