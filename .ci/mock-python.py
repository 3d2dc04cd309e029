"""Clients of Microsoft's SDK for Python against `armrest mock --tls`: python .ci/mock-python.py PART ENDPOINT.

REQUESTS_CA_BUNDLE is the certificate that --tls wrote.
"""

import sys
import time

from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.mgmt.compute import ComputeManagementClient
from azure.mgmt.dns import DnsManagementClient
from azure.mgmt.keyvault import KeyVaultManagementClient
from azure.mgmt.network import NetworkManagementClient
from azure.mgmt.storage import StorageManagementClient

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"


class AnyToken:
    """A credential whose token is of no use but here."""

    def get_token(self, *scopes, **options):
        return AccessToken("any", int(time.time()) + 3600)


def names(items):
    return [item.name for item in items]


def assert_missing(get):
    try:
        get()
    except ResourceNotFoundError as error:
        assert error.error.code == "ResourceNotFound", error
    else:
        raise AssertionError("it is still there")


def sessions(endpoint):
    client = NetworkManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint)
    found = list(client.begin_get_active_sessions("group", "bastion").result())
    assert [session.user_name for session in found] == ["user"], found


def machines(endpoint):
    network = NetworkManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint)
    hosts = network.bastion_hosts
    for name in ["a", "b", "c"]:
        host = hosts.begin_create_or_update("group", name, {"location": "west", "tags": {"team": "one"}}).result()
        assert (host.name, host.type) == (name, "Microsoft.Network/bastionHosts"), host
        assert host.provisioning_state == "Succeeded", host
    assert list(network.begin_get_active_sessions("group", "a").result())
    tagged = hosts.begin_update_tags("group", "a", {"tags": {"team": "two"}}).result()
    assert tagged.tags == {"team": "two"}, tagged
    assert names(hosts.list()) == names(hosts.list_by_resource_group("group")) == ["a", "b", "c"]
    hosts.begin_delete("group", "a").result()
    assert_missing(lambda: hosts.get("group", "a"))
    assert names(hosts.list()) == ["b", "c"]

    space = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}
    first = {"name": "first", "properties": {"addressPrefix": "10.0.0.0/24"}}
    described = {"location": "west", "properties": {**space, "subnets": [first]}}
    created = network.virtual_networks.begin_create_or_update("group", "net", described).result()
    assert created.subnets[0].id == network.subnets.get("group", "net", "first").id == created.id + "/subnets/first", created
    second = {"properties": {"addressPrefix": "10.0.1.0/24"}}
    network.subnets.begin_create_or_update("group", "net", "second", second).result()
    assert names(network.virtual_networks.get("group", "net").subnets) == ["first", "second"]
    network.subnets.begin_delete("group", "net", "first").result()
    assert names(network.virtual_networks.get("group", "net").subnets) == ["second"]
    assert names(network.subnets.list("group", "net")) == ["second"]

    other = NetworkManagementClient(AnyToken(), SUBSCRIPTION, api_version="2023-11-01", base_url=endpoint)
    try:
        other.bastion_hosts.get("group", "b")
    except HttpResponseError as error:
        assert error.error.code == "InvalidApiVersionParameter" and "2024-01-01" in error.message, error
    else:
        raise AssertionError("another api-version was accepted")

    compute = ComputeManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint)
    described = {
        "location": "west",
        "hardware_profile": {"vm_size": "Standard_D2s_v3"},
        "os_profile": {"computer_name": "one", "admin_username": "me", "admin_password": "no-secret-1"},
        "network_profile": {"network_interfaces": [{"id": "/an/interface"}]},
    }
    created = compute.virtual_machines.begin_create_or_update("group", "one", described).result()
    assert (created.provisioning_state, created.os_profile.admin_password) == ("Succeeded", None), created
    tagged = compute.virtual_machines.begin_update("group", "one", {"tags": {"team": "one"}}).result()
    assert tagged.tags == {"team": "one"} and tagged.location == "west", tagged
    assert names(compute.virtual_machines.list("group")) == names(compute.virtual_machines.list_all()) == ["one"]
    compute.virtual_machines.begin_start("group", "one").result()
    compute.virtual_machines.begin_delete("group", "one").result()
    assert_missing(lambda: compute.virtual_machines.get("group", "one"))
    try:
        compute.virtual_machines.begin_create_or_update("group", "two", {})
    except HttpResponseError as error:
        assert "/location" in error.message, error
    else:
        raise AssertionError("a wrong request was accepted")


def others(endpoint):
    storage = StorageManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint)
    asked = {"sku": {"name": "Standard_LRS"}, "kind": "StorageV2", "location": "west"}
    account = storage.storage_accounts.begin_create("group", "account1", asked).result()
    assert account.primary_endpoints.blob.startswith("https://account1."), account
    assert storage.blob_containers.create("group", "account1", "box", {}).name == "box"
    assert names(storage.blob_containers.list("group", "account1")) == ["box"]
    storage.storage_accounts.delete("group", "account1")
    assert names(storage.storage_accounts.list()) == []

    dns = DnsManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint)
    dns.zones.create_or_update("group", "example.com", {"location": "global"})
    record = {"properties": {"TTL": 60, "ARecords": [{"ipv4Address": "192.0.2.1"}]}}
    dns.record_sets.create_or_update("group", "example.com", "www", "A", record)
    assert names(dns.record_sets.list_by_type("group", "example.com", "A")) == ["www"]
    try:
        dns.record_sets.create_or_update("group", "example.com", "www", "A", record, if_none_match="*")
    except HttpResponseError as error:
        assert error.status_code == 412, error
    else:
        raise AssertionError("a record was created twice")
    dns.zones.begin_delete("group", "example.com").result()
    assert names(dns.zones.list()) == []

    vaults = KeyVaultManagementClient(AnyToken(), SUBSCRIPTION, base_url=endpoint).vaults
    properties = {"tenantId": SUBSCRIPTION, "sku": {"family": "A", "name": "standard"}, "accessPolicies": []}
    vault = vaults.begin_create_or_update("group", "vault1", {"location": "west", "properties": properties}).result()
    assert vault.id.endswith("/providers/Microsoft.KeyVault/vaults/vault1"), vault
    assert names(vaults.list_by_subscription()) == ["vault1"]


if __name__ == "__main__":
    part, endpoint = sys.argv[1:]
    started = time.time()
    {"sessions": sessions, "machines": machines, "others": others}[part](endpoint)
    print(f"{part}: as described, in {time.time() - started:.1f} s")
