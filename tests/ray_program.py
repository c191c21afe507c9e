"""A Ray cluster of two nodes on this machine: `python -m tests.ray_program`.

It prints its address. For each line that it reads it kills a node; at the end of its input it ends.
"""

import sys

from ray.cluster_utils import Cluster

if __name__ == "__main__":
    small = {"object_store_memory": 80 * 2**20}
    head = small | {"num_cpus": 0, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=2, **small) for _ in range(2)]
    print(cluster.address, flush=True)
    for _ in sys.stdin:
        cluster.remove_node(nodes.pop(), allow_graceful=False)
        print("killed", flush=True)
    cluster.shutdown()
