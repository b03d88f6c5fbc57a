"""Links to elsewhere are followed politely, for a short time, and into no private network."""

import ssl
from datetime import timedelta
from ipaddress import ip_address, ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from smartcity.links.checking import in_turns
from smartcity.links.models import LinkProblem
from smartcity.links.networks import is_allowed
from smartcity.links.requesting import request_status
from tests.factories import NOW
from tests.links import serving

HERE = [ip_network("127.0.0.0/8")]


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::10.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_machines_that_are_not_public_are_not_asked(address):
    assert not is_allowed(ip_address(address))


@pytest.mark.parametrize(
    "address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::9.9.9.9"]
)
def test_public_machines_are_asked(address):
    assert is_allowed(ip_address(address))


def test_a_network_is_allowed_by_name_and_no_other():
    allowed = [ip_network("10.1.0.0/16"), ip_network("fd00::/8")]
    addresses = ["10.1.0.1", "::ffff:10.1.0.1", "fd00::1", "10.2.0.1", "fe80::1"]

    asked = [is_allowed(ip_address(it), allowed) for it in addresses]

    assert asked == [True, True, True, False, False]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "2130706433", "[::1]", "127.1"])
def test_a_private_machine_is_not_asked_whatever_it_is_called(server, host):
    answer = request_status(f"http://{host}:{server.server_port}/")

    assert (answer.problem, server.asked) == (LinkProblem.PRIVATE, [])


def test_a_redirect_into_a_refused_network_is_not_followed(server):
    server.targets["inside"] = f"http://127.0.0.2:{server.server_port}/geheim"

    answer = request_status(f"{server.address}/to/inside", [ip_network("127.0.0.1/32")])

    assert answer.problem == LinkProblem.PRIVATE
    assert [path for _method, path, _host in server.asked] == ["/to/inside"]


@pytest.mark.parametrize(
    "address", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://a:b@127.0.0.1/", "x"]
)
def test_only_whole_addresses_of_the_web_are_asked(server, address):
    server.targets["elsewhere"] = address

    assert request_status(address, HERE).problem == LinkProblem.NO_ADDRESS


def test_a_redirect_to_something_else_than_the_web_is_not_followed(server):
    server.targets["file"] = "file:///etc/passwd"

    assert request_status(f"{server.address}/to/file", HERE).problem == LinkProblem.NO_ADDRESS


def test_environment_variables_name_no_proxy(server, monkeypatch):
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]:
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert request_status(f"{server.address}/", HERE).status == 200


def test_it_says_who_asks_and_whom(server):
    request_status(f"{server.address}/", HERE)

    assert server.asked == [("HEAD", "/", f"127.0.0.1:{server.server_port}")]
    assert server.agents == {"Mozilla/5.0 (compatible; link check of https://katalog.example)"}


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/404", 404), ("/nohead", 200), ("/500", 500)]
)
def test_the_status_of_the_page_counts(server, path, status):
    assert request_status(server.address + path, HERE).status == status


def test_a_redirect_is_followed(server):
    server.targets["on"] = "/410"

    assert request_status(f"{server.address}/to/on", HERE).status == 410


def test_redirects_without_end_are_followed_a_few_times(server):
    answer = request_status(f"{server.address}/round", HERE)

    assert (answer.problem, len(server.asked)) == (LinkProblem.REDIRECTS, 6)


def test_the_content_of_a_page_is_not_fetched(server):
    assert request_status(f"{server.address}/huge", HERE).status == 200
    assert [it[0] for it in server.asked] == ["HEAD", "GET"]


def test_a_server_that_never_finishes_is_left(server):
    answer = request_status(f"{server.address}/slow", HERE, timeout=5, total_timeout=0.4)

    assert answer.problem == LinkProblem.TIMEOUT


def test_a_server_without_tls_gives_no_proper_answer(server):
    address = server.address.replace("http://", "https://")

    assert request_status(address, HERE).problem == LinkProblem.NO_ANSWER


def test_a_certificate_that_nobody_vouches_for_is_told(server, tmp_path):
    server.socket = certified(server.socket, tmp_path)

    answer = request_status(server.address.replace("http://", "https://"), HERE)

    assert (answer.problem, server.asked) == (LinkProblem.CERTIFICATE, [])


def certified(socket, folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(folder / "cert.pem"))
    return context.wrap_socket(socket, server_side=True)


def self_signed(path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    days = builder.not_valid_before(NOW).not_valid_after(NOW + timedelta(days=36_500))
    pem = serialization.Encoding.PEM
    kind, lock = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    certificate = days.sign(key, hashes.SHA256()).public_bytes(pem)
    path.write_bytes(key.private_bytes(pem, kind, lock) + certificate)
    return path


def test_hosts_take_turns():
    addresses = ["https://a.example/1", "https://a.example/2", "https://b.example/1"]

    assert in_turns(addresses) == [addresses[0], addresses[2], addresses[1]]
