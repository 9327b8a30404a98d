#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::bench {

/// A program that runs beside this one, and ends with it.
class Child {
 public:
  explicit Child(const std::vector<std::string>& command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  /// The next line that it prints; empty when it has ended.
  std::string readLine();

 private:
  pid_t pid_ = -1;
  int input_ = -1, output_ = -1;
};

/// All that a program prints, once it has ended.
std::string outputOf(const std::vector<std::string>& command);

/// Of a process and its children: time on processors, and memory in use.
double processorSeconds(pid_t pid);
double residentMegabytes(pid_t pid);
/// The most memory that each had at once since it began, or since forgetPeaks, in sum; 0 for what
/// has ended.
double peakMegabytes(pid_t pid);
void forgetPeaks(pid_t pid);

/// The machine's load average over the last minute, which every figure is to be read with.
double load();

}  // namespace hostler::bench
