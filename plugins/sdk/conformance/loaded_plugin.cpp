#include "loaded_plugin.h"

#include <dlfcn.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace hostler::conformance {
namespace {

std::string viewOf(hostler_text text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}
hostler_text textOf(const std::string& text) {
  return {text.data(), text.size()};
}

struct Sink {
  std::string text;
  int calls = 0;

  static void take(void* self, hostler_text json) {
    auto& sink = *static_cast<Sink*>(self);
    sink.text = viewOf(json);
    ++sink.calls;
  }
};

}  // namespace

void LoadedPlugin::Close::operator()(void* handle) const {
  ::dlclose(handle);
}

LoadedPlugin::LoadedPlugin(std::string library) : file_{std::move(library)} {
  const auto manifestFile = std::filesystem::path{file_}.parent_path() / "plugin.json";
  std::ifstream file{manifestFile};
  if (!file) throw std::runtime_error{"no plugin.json beside " + file_};
  manifest_ = sdk::parseJson(std::string{std::istreambuf_iterator<char>{file}, {}});

  handle_.reset(::dlopen(file_.c_str(), RTLD_NOW | RTLD_LOCAL));
  if (!handle_) throw std::runtime_error{::dlerror()};
  const auto function =
      reinterpret_cast<hostler_plugin_v1_function>(::dlsym(handle_.get(), HOSTLER_PLUGIN_SYMBOL));
  if (function == nullptr)
    throw std::runtime_error{file_ + " does not export " HOSTLER_PLUGIN_SYMBOL};
  descriptor_ = function();
  if (descriptor_ == nullptr || descriptor_->size < sizeof(hostler_plugin))
    throw std::runtime_error{"bad descriptor"};
  if (descriptor_->abi_major != HOSTLER_ABI_MAJOR || descriptor_->abi_minor > HOSTLER_ABI_MINOR) {
    throw std::runtime_error{"built for another ABI"};
  }
  host_ = {sizeof host_, this, &LoadedPlugin::log};
}

LoadedPlugin::~LoadedPlugin() = default;

void LoadedPlugin::log(void* self, int, hostler_text event, hostler_text fields) {
  auto& plugin = *static_cast<LoadedPlugin*>(self);
  const std::lock_guard lock{plugin.mutex_};
  plugin.lines_.push_back(viewOf(event) + " " + viewOf(fields));
}

std::vector<std::string> LoadedPlugin::logLines() const {
  const std::lock_guard lock{mutex_};
  return lines_;
}

std::unique_ptr<LoadedPlugin::Instance> LoadedPlugin::create(const sdk::Json& settings) {
  const auto text = sdk::printJson(settings);
  void* self = descriptor_->create(&host_, textOf(text));
  return self == nullptr ? nullptr : std::make_unique<Instance>(*descriptor_, self);
}

Invocation LoadedPlugin::Instance::invoke(const std::string& operation,
                                          const std::string& requestJson, const std::string& key,
                                          std::chrono::milliseconds time) const {
  Sink sink;
  const auto deadline = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::system_clock::now().time_since_epoch()) +
                        time;
  const hostler_call call{sizeof call, textOf(operation), textOf(requestJson),
                          textOf(key), deadline.count(),  &sink,
                          &Sink::take};
  const auto started = std::chrono::steady_clock::now();
  const auto outcome = descriptor_.invoke(self_, &call);
  Invocation result;
  result.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  result.outcome = static_cast<sdk::Outcome>(outcome);
  result.answered = sink.calls == 1;
  result.body = sink.text.empty() ? sdk::Json() : sdk::parseJson(sink.text);
  return result;
}

}  // namespace hostler::conformance
