#include "core/child/exit.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <signal.h>

namespace hostler::child {
namespace {

std::string signalWords(int number) {
  const char* description = ::sigdescr_np(number);
  std::string words = description != nullptr ? description : "unknown";
  std::ranges::transform(words, words.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (number == SIGKILL) words += ", perhaps for want of memory";
  return "killed by signal " + std::to_string(number) + " (" + words + ")";
}

}  // namespace

std::string Exit::text() const {
  if (how == How::Exited) return "exited with code " + std::to_string(number);
  if (how == How::Unknown) return "ended in an unknown way";
  switch (number == SIGKILL ? ordered : Ordered::No) {
    case Ordered::Stopped:
      return "stopped";
    case Ordered::DeadlinePassed:
      return "killed at its deadline";
    case Ordered::No:
      break;
  }
  return signalWords(number);
}

}  // namespace hostler::child
