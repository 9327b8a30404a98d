#include "modules/accounts/phone_numbers.h"

#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::string_view kFile = "hostler-phone-numbers.so";
constexpr std::size_t kMostCharacters = 40;

std::string besideTheProgram() {
  const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (const auto& place : {folder, folder / "../lib/hostler", folder.parent_path()}) {
    const auto file = place / kFile;
    if (std::filesystem::exists(file)) return std::filesystem::canonical(file).string();
  }
  throw std::runtime_error{std::string{kFile} +
                           " is neither beside the program nor in ../lib/hostler"};
}

}  // namespace

hostler_phone_e164 PhoneNumbers::function() {
  if (auto* known = function_.load(std::memory_order_acquire)) return known;
  const std::lock_guard lock{mutex_};
  if (auto* known = function_.load(std::memory_order_relaxed)) return known;
  const auto file = library_.empty() ? besideTheProgram() : library_;
  // It stays for the life of the process: protobuf's registry does not survive being unloaded.
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == nullptr)
    throw std::runtime_error{"the phone library cannot be loaded: " + std::string{dlerror()}};
  auto* found = reinterpret_cast<hostler_phone_e164>(dlsym(handle, HOSTLER_PHONE_E164));
  if (found == nullptr) throw std::runtime_error{file + " is not a phone library of this version"};
  function_.store(found, std::memory_order_release);
  return found;
}

std::optional<std::string> PhoneNumbers::normal(std::string_view text, std::string_view region) {
  if (text.empty() || text.size() > kMostCharacters) return std::nullopt;
  std::array<char, 24> number{};
  const std::string country{region};
  if (function()(text.data(), text.size(), country.c_str(), number.data(), number.size()) != 1)
    return std::nullopt;
  return std::string{number.data()};
}

}  // namespace hostler
