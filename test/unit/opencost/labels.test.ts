import { describe, expect, it } from '@jest/globals';
import { createLabelFilter, isKeptLabel } from '../../../src/opencost/labels.js';

const kept = [
  'team',
  'app',
  'app_kubernetes_io_name',
  'app_kubernetes_io_part_of',
  'helm_sh_chart',
  'node_exporter',
  'topology',
  'job',
  'name',
  'k8s_app',
  'pod_security_kubernetes_io_enforce',
];

const dropped = [
  'kubernetes_io_hostname',
  'kubernetes_io_metadata_name',
  'beta_kubernetes_io_arch',
  'node_kubernetes_io_instance_type',
  'node_role_kubernetes_io_control_plane',
  'topology_kubernetes_io_zone',
  'topology_ebs_csi_aws_com_zone',
  'failure_domain_beta_kubernetes_io_region',
  'eks_amazonaws_com_nodegroup',
  'cloud_google_com_gke_nodepool',
  'kubernetes_azure_com_agentpool',
  'agentpool',
  'karpenter_sh_nodepool',
  'k8s_io_cloud_provider_aws',
  'pod_template_hash',
  'controller_revision_hash',
  'pod_template_generation',
  'statefulset_kubernetes_io_pod_name',
  'batch_kubernetes_io_controller_uid',
  'batch_kubernetes_io_job_name',
  'controller_uid',
  'job_name',
];

describe('labels', () => {
  it.each(kept)('keeps %s', (label) => expect(isKeptLabel(label)).toBe(true));
  it.each(dropped)('drops %s', (label) => expect(isKeptLabel(label)).toBe(false));

  it('says the same when asked again, and when it has forgotten', () => {
    const keeps = createLabelFilter(3);
    for (const label of [...kept, ...dropped, ...kept, ...dropped])
      expect(keeps(label)).toBe(isKeptLabel(label));
  });
});
