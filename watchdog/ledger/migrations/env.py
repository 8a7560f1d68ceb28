"""Runs the migrations on the connection of the ledger, inside the transaction it has begun."""

from alembic import context

from watchdog.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
