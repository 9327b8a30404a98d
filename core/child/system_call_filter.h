#pragma once

#include "core/child/command.h"

#include <linux/filter.h>
#include <vector>

namespace hostler::child {

/// A program for the kernel that refuses (EPERM) what a confined child never needs: tracing,
/// mounts, modules, kexec, bpf, keyrings, changing user, namespaces, clocks, raw and kernel
/// sockets, io_uring; and, where the confinement says so, processes and the network (EACCES). It is
/// made with libseccomp in the parent, so that nothing but loading it is left to the child.
class SystemCallFilter {
 public:
  explicit SystemCallFilter(const Confinement& confinement);

  const std::vector<sock_filter>& instructions() const { return instructions_; }

 private:
  std::vector<sock_filter> instructions_;
};

/// For the child itself, once its own program runs and before it loads anything foreign: no further
/// program can be started, and no other process be signalled. It cannot be undone. Throws
/// std::system_error.
void narrowSelf();

}  // namespace hostler::child
