"""A gateway for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.integration.gateway.cabinet import Cabinet, opened_cabinet
from tests.stack import Servers, TestNats


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Every span that ends during the test. The provider of a process can be set only once: it is kept."""
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    yield exporter
    exporter.shutdown()


@pytest.fixture
async def cabinet(servers: Servers, nats: TestNats) -> AsyncIterator[Cabinet]:
    """With the product's own settings, but for a smaller limit of uploads (3 MB)."""
    async with opened_cabinet(servers, nats, upload_limit=3 * 1024 * 1024) as opened:
        yield opened
