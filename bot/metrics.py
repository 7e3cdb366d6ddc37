"""What can be measured from outside: counts and times, no identifiers, no words. Served only when an address is set."""

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from store.settings import SettingMissingError

UPDATES = Counter("highbeam_updates", "Updates received, by what they were.", ["kind"])
HANDLED = Counter("highbeam_handled", "Updates handled, by what became of them.", ["outcome"])
BATCH_SECONDS = Histogram(
    "highbeam_batch_seconds",
    "Time of one batch from the first row locked to the commit.",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5),
)
BATCH_SIZE = Histogram("highbeam_batch_size", "Updates in one transaction.", buckets=(1, 2, 5, 10, 20, 50, 100))
DELIVERIES = Counter("highbeam_deliveries", "Cards brought in line, by how.", ["how"])
FILES = Counter("highbeam_files", "Files fetched, by what became of them.", ["outcome"])
DATABASE_AWAY = Gauge("highbeam_database_away", "1 while nothing can be stored.")
PARKED = Counter("highbeam_parked", "Updates set aside after failing five times. Somebody must look at each.")


def serve_metrics(address: tuple[str, int]) -> None:
    """Serve the figures on an address of their own, for Prometheus."""
    host, port = address
    try:
        start_http_server(port, addr=host)
    except OSError as exc:
        raise SettingMissingError(
            f"HIGHBEAM_METRICS_LISTEN {host}:{port} cannot be used: {exc.strerror}; set it to a free one."
        ) from None
