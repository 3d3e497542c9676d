"""OpenTelemetry: one provider a process, W3C context in and out of headers, a few metrics."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from opentelemetry import metrics, propagate, trace
from opentelemetry.exporter.otlp.json.file.trace_exporter import FileSpanExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind

from chassis.settings import ServiceSettings

_tracer = trace.get_tracer("kabinet")
_meter = metrics.get_meter("kabinet")

message_seconds = _meter.create_histogram("kabinet.message.duration", "s", "time to process one request or message")
outbox_published = _meter.create_counter("kabinet.outbox.published", description="messages relayed from the outbox")
dead_letters = _meter.create_counter("kabinet.dead_letters", description="messages given up")


class Telemetry:
    """The providers of one process. Spans go to an OTLP collector, to a file of OTLP JSON lines, or to both."""

    def __init__(self, service: str, settings: ServiceSettings) -> None:
        resource = Resource.create({"service.name": service})
        self._file: TextIO | None = None
        self._traces = TracerProvider(resource=resource)
        if settings.trace_file:
            self._file = open(settings.trace_file, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 (closed in `close`)
            # A short delay, so that an operator (or a test) reads a trace right after the click.
            self._traces.add_span_processor(
                BatchSpanProcessor(FileSpanExporter(stream=self._file), schedule_delay_millis=500)
            )
        if settings.otlp_endpoint:
            self._traces.add_span_processor(
                BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{settings.otlp_endpoint}/v1/traces"))
            )
            reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=f"{settings.otlp_endpoint}/v1/metrics"))
            metrics.set_meter_provider(MeterProvider(resource=resource, metric_readers=[reader]))
        trace.set_tracer_provider(self._traces)

    def close(self) -> None:
        """Send what is left; nothing may be traced afterwards."""
        self._traces.shutdown()
        if self._file is not None:
            self._file.close()


def inject() -> dict[str, str]:
    """Headers that carry the current trace (W3C `traceparent`, `tracestate`)."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    return headers


@contextmanager
def span(name: str, headers: Mapping[str, str] | None = None, kind: SpanKind = SpanKind.INTERNAL) -> Iterator[Span]:
    """A span that continues the trace of `headers`, or the current one when there are none."""
    context = propagate.extract(dict(headers)) if headers else None
    with _tracer.start_as_current_span(name, context=context, kind=kind) as current:
        yield current


def begin(name: str, headers: Mapping[str, str], kind: SpanKind) -> Span:
    """A span that continues the trace of `headers` without being the current one; end it by `end()`."""
    return _tracer.start_span(name, context=propagate.extract(dict(headers)), kind=kind)


def trace_id() -> str:
    """The id of the current trace, 32 hex digits (zeros outside any trace)."""
    return trace.format_trace_id(trace.get_current_span().get_span_context().trace_id)
