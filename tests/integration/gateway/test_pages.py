"""The web client's files, the documents, and the headers that keep both safe."""

from pathlib import Path

import pytest

from tests.integration.gateway.cabinet import Cabinet, opened_cabinet
from tests.stack import Servers, TestNats


def build_web(root: Path) -> Path:
    (root / "dist" / "assets").mkdir(parents=True)
    (root / "dist" / "index.html").write_text("<!doctype html><title>Кабинет</title>", encoding="utf-8")
    (root / "dist" / "assets" / "app-1a2b3c.js").write_text("export {}", encoding="utf-8")
    (root / "dist" / "favicon.svg").write_text("<svg/>", encoding="utf-8")
    (root / "secret.txt").write_text("not for the public", encoding="utf-8")
    return root / "dist"


async def test_pages_of_the_client_and_its_files_are_served(servers: Servers, nats: TestNats, tmp_path: Path) -> None:
    async with opened_cabinet(servers, nats, web_root=build_web(tmp_path)) as cabinet:
        for address in ("/", "/reports", "/reports/0198/submissions", "/index.html"):
            page = await cabinet.http.get(address)
            assert (page.status_code, "Кабинет" in page.text) == (200, True)
            assert page.headers["cache-control"] == "no-store"
        script = await cabinet.http.get("/assets/app-1a2b3c.js")
        assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert script.headers["content-type"].startswith(("text/javascript", "application/javascript"))
        assert (await cabinet.http.get("/favicon.svg")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/..%2Fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2F..%2Fsecret.txt", "/%00"])
async def test_no_path_leads_out_of_the_client(servers: Servers, nats: TestNats, tmp_path: Path, address: str) -> None:
    async with opened_cabinet(servers, nats, web_root=build_web(tmp_path)) as cabinet:
        assert "not for the public" not in (await cabinet.http.get(address)).text


async def test_a_script_of_an_older_build_is_not_answered_with_the_page(
    servers: Servers, nats: TestNats, tmp_path: Path
) -> None:
    async with opened_cabinet(servers, nats, web_root=build_web(tmp_path)) as cabinet:
        assert (await cabinet.http.get("/assets/app-000000.js")).status_code == 404


async def test_without_the_client_there_is_a_plain_page(servers: Servers, nats: TestNats, tmp_path: Path) -> None:
    async with opened_cabinet(servers, nats, web_root=tmp_path / "nothing") as cabinet:
        answer = await cabinet.http.get("/")
        assert "/api/docs" in answer.text
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/", "/api/docs", "/api/v1/me", "/api/v1/nothing", "/healthz"])
async def test_every_answer_has_the_headers_of_safety(cabinet: Cabinet, address: str) -> None:
    headers = (await cabinet.http.get(address)).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert len(headers["x-trace-id"]) == 32


async def test_the_description_is_there_for_programs_and_for_people(cabinet: Cabinet) -> None:
    assert (await cabinet.http.get("/api/v1/openapi.json")).json()["openapi"] == "3.1.0"
    page = await cabinet.http.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "submitReport" in page.text
