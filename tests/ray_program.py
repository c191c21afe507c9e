"""A Ray cluster of two nodes on this machine: `python -m tests.ray_program`.

It prints its address. For each line that it reads it kills a node; at the end of its input it ends.
"""

import sys

from ray.cluster_utils import Cluster

MEMORY = 80 * 2**20

if __name__ == "__main__":
    head = {"num_cpus": 0, "include_dashboard": False, "object_store_memory": MEMORY}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=2, object_store_memory=MEMORY) for _ in range(2)]
    print(cluster.address, flush=True)  # noqa: T201
    for _ in sys.stdin:
        cluster.remove_node(nodes.pop(), allow_graceful=False)
        print("killed", flush=True)  # noqa: T201
    cluster.shutdown()  # type: ignore[no-untyped-call]
