#include "aws_provisioner.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(hostler::aws::AwsProvisioner);
