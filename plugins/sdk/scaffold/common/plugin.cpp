#include "sample_plugin.h"

#include <hostler/plugin.hpp>

HOSTLER_PLUGIN(sample::SamplePlugin);
