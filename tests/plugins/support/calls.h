#pragma once

#include <hostler/call.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace hostler::testing {

/// A call without a host behind it, with so much time left.
inline sdk::Call callWith(std::chrono::milliseconds time = std::chrono::seconds{10},
                          std::string key = "key-1") {
  return {std::move(key), std::chrono::steady_clock::now() + time,
          sdk::Log{nullptr, std::make_shared<sdk::Redactor>()}};
}

}  // namespace hostler::testing
