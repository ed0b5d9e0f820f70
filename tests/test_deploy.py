"""The files under `deploy/` that no test starts are complete, and agree with each other and with the code."""

import configparser
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from deploy.parts import DEPLOY, ROOT, Nginx, Web
from notifications.live.drain import CLOSING, DRAIN
from turismo.rest.problems import CODES, problem_body

COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
GRACE = int(re.findall(r"--timeout-graceful-shutdown (\d+)", (DEPLOY / "web.sh").read_text())[0])


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parser.read(DEPLOY / "systemd" / name)
    return parser


def documented_variables() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "configuration.md").read_text(), re.MULTILINE))


# --- compose -----------------------------------------------------------------------------------------


def test_every_service_is_built_or_pulled_and_waits_for_services_that_exist() -> None:
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", DOCKERFILE, re.MULTILINE))
    for name, service in SERVICES.items():
        assert ("image" in service) != ("build" in service), name
        assert set(service.get("depends_on", [])) <= SERVICES.keys(), name
        if build := service.get("build"):
            assert (DEPLOY / build["context"] / build["dockerfile"]).exists()
            assert build["target"] in stages


def test_every_file_and_volume_that_is_mounted_exists() -> None:
    sources = [mount.split(":")[0] for service in SERVICES.values() for mount in service.get("volumes", [])]
    files = [source for source in sources if source.startswith(".")]
    assert [source for source in files if not (DEPLOY / source).is_file()] == []
    assert set(sources) - set(files) == COMPOSE["volumes"].keys()


def test_containers_are_given_variables_that_the_platform_knows() -> None:
    known = documented_variables() | {"FORWARDED_ALLOW_IPS"}  # a variable of uvicorn
    assert [name for name in SERVICES["web-1"]["environment"] if name not in known] == []
    example = (DEPLOY / "turismo.env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) <= documented_variables()


def test_the_proxy_fills_in_all_of_the_template() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]+)\}", "".join(configured_lines())))
    baked = set(re.findall(r"\b([A-Z_]+)=", DOCKERFILE.split("AS proxy")[1]))
    assert wanted <= baked | SERVICES["proxy"]["environment"].keys()


def configured_lines() -> list[str]:
    return [line for line in (DEPLOY / "nginx.conf").read_text().splitlines() if not line.startswith("#")]


def test_the_image_has_all_that_it_copies_and_runs() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    paths = [path for line in copied for path in line.split()]
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert {f"!{path}" for path in paths} == {line for line in ignored if line.startswith("!")}


def test_what_containers_run_once_is_there_to_be_run() -> None:
    runs = [service["command"] for service in SERVICES.values() if "manage.py" in service.get("command", [])]
    named = [words[words.index("manage.py") + 1] for words in runs] + SERVICES["tarea"]["command"]
    assert [name for name in named if name not in get_commands()] == []


# --- time to stop ------------------------------------------------------------------------------------


def test_whoever_stops_a_process_lets_it_take_its_leave() -> None:
    needed = DRAIN + CLOSING + GRACE
    assert int(unit("turismo-web@.service")["Service"]["TimeoutStopSec"]) > needed
    assert int(SERVICES["web-1"]["stop_grace_period"].removesuffix("s")) > needed


# --- systemd -----------------------------------------------------------------------------------------


def test_the_units_start_what_there_is() -> None:
    for path in sorted((DEPLOY / "systemd").glob("*.service")):
        service = unit(path.name)["Service"]
        for word in service["ExecStart"].split():
            if word.startswith(f"{service['WorkingDirectory']}/deploy/"):
                assert (ROOT / Path(word).relative_to(service["WorkingDirectory"])).stat().st_mode & 0o111
        if "manage.py" in (words := service["ExecStart"].split()):
            assert words[words.index("manage.py") + 1] in get_commands()
    wanted = unit("turismo.target")["Unit"]["Wants"].split()
    assert [name for name in wanted if not (DEPLOY / "systemd" / re.sub(r"@\d+\.", "@.", name)).exists()] == []


# --- nginx -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [413, 503])
def test_what_nginx_says_for_the_api_is_what_the_api_would_say(status: int) -> None:
    (problem,) = re.findall(rf"return {status} '(\{{\"type\".*\}})';", (DEPLOY / "nginx.conf").read_text())
    said = json.loads(problem)
    assert said == problem_body(status, CODES[status], said["detail"], "$instance")


@pytest.mark.nginx
def test_the_lines_for_tls_are_ready(tmp_path: Path) -> None:
    certificate, key = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=example.com",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    nginx = Nginx(tmp_path, 8443, [Web(tmp_path, {})], tmp_path)
    nginx.folder.mkdir()
    nginx.prepare()
    written = nginx.folder / "nginx.conf"
    lines = written.read_text().replace("#tls ", "").replace("/etc/letsencrypt/live/example.com", str(tmp_path))
    written.write_text(lines)
    tested = subprocess.run([*nginx.command(), "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
