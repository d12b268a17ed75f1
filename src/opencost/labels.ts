/**
 * Labels that are dropped at the edge, as OpenCost spells them (everything but letters, digits and `_` has become
 * `_`). OpenCost copies a node's labels onto each pod on it: they say where a pod ran, not whose it is, and change
 * from day to day. Labels of the common `app.kubernetes.io/…` kind (`app_kubernetes_io_…`) are a pod's own and stay.
 */
const nodePrefixes = [
  'kubernetes_io_',
  'beta_kubernetes_io_',
  'node_kubernetes_io_',
  'node_role_kubernetes_io_',
  'node_restriction_kubernetes_io_',
  'node_cluster_x_k8s_io_',
  'failure_domain_',
  'topology_',
  'k8s_io_cloud_provider',
  'feature_node_kubernetes_io_',
  'nvidia_com_',
  'karpenter_sh_',
  'karpenter_k8s_',
  'eks_amazonaws_com_',
  'k8s_amazonaws_com_',
  'alpha_eksctl_io_',
  'cloud_google_com_',
  'addon_gke_io_',
  'iam_gke_io_gke_metadata_server_enabled',
  'kubernetes_azure_com_',
  'doks_digitalocean_com_',
  'oci_oraclecloud_com_',
  'oke_oraclecloud_com_',
  'k8s_scaleway_com_',
  'alibabacloud_com_',
  'csi_hetzner_cloud_',
  'instance_hetzner_cloud_',
  'kops_k8s_io_',
  'microk8s_io_',
  'k3s_io_',
  'p2p_k3s_cattle_io_',
  'egress_k3s_io_',
  'rke_cattle_io_',
  'node_openshift_io_',
  'machineconfiguration_openshift_io_',
  'minikube_k8s_io_',
];

/** AKS's own node labels without a prefix. */
const nodeLabels = new Set(['agentpool', 'storageprofile', 'storagetier']);

/** Written by controllers: new with each revision, run or pod, so that they name nothing that lasts. */
const transientLabels = new Set([
  'pod_template_hash',
  'pod_template_generation',
  'controller_revision_hash',
  'rollouts_pod_template_hash',
  'statefulset_kubernetes_io_pod_name',
  'apps_kubernetes_io_pod_index',
  'batch_kubernetes_io_controller_uid',
  'batch_kubernetes_io_job_name',
  'batch_kubernetes_io_job_completion_index',
  'controller_uid',
  'job_name',
]);

/** True for a label that can say whose a workload is. `kubernetes_io_metadata_name` is only the namespace again. */
export function isKeptLabel(label: string): boolean {
  if (transientLabels.has(label) || nodeLabels.has(label)) return false;
  return !nodePrefixes.some((prefix) => label.startsWith(prefix));
}

/** As `isKeptLabel`, remembering what it said: the same few labels come with each of 100,000 rows. */
export function createLabelFilter(maxRemembered = 10_000): (label: string) => boolean {
  const remembered = new Map<string, boolean>();
  return (label) => {
    const known = remembered.get(label);
    if (known !== undefined) return known;
    if (remembered.size >= maxRemembered) remembered.clear();
    const kept = isKeptLabel(label);
    remembered.set(label, kept);
    return kept;
  };
}
