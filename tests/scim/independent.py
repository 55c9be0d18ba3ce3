"""Asks the hub's SCIM what an independent client asks (scim2-tester), and prints what did not agree, as JSON.

Takes the address of the organisation's SCIM and a bearer token. Like every directory system, the client gives each person an externalId.
"""

import json
import sys
import uuid

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import check_server, filling


made_up = filling.get_random_example_value
# What is called an address is one; the client knows that by itself only of a person's.
filling.get_random_example_value = lambda path: f"{uuid.uuid4()}@prov.example" if str(path).endswith(":email") else made_up(path)


class DirectorySystem(SyncSCIMClient):
    def create(self, resource, *args, **kwargs):
        if getattr(resource, "external_id", None) is None:
            resource.external_id = f"independent-{uuid.uuid4()}"
        return super().create(resource, *args, **kwargs)


address, token = sys.argv[1:]
results = check_server(DirectorySystem(Client(base_url=address, headers={"Authorization": f"Bearer {token}"})))
print(json.dumps([{"status": result.status.name, "title": result.title, "reason": str(result.reason or "")[:600]} for result in results]))
