"""Run the migrations on the connection that `connect.py` hands over, in its transaction."""

from alembic import context

from khabar.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
