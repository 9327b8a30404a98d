#include "core/app/plugin_kit.h"

#include "core/app/scaffold.h"
#include "core/plugin_host/library_file.h"
#include "core/plugin_host/manifest.h"

#include <Poco/Pipe.h>
#include <Poco/PipeStream.h>
#include <Poco/Process.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <sys/inotify.h>
#include <unistd.h>

namespace hostler::app {
namespace {

namespace fs = std::filesystem;

fs::path ownProgram() {
  return fs::canonical("/proc/self/exe");
}

fs::path fileOf(const Arguments& arguments) {
  const fs::path file = arguments.word(1, "the plugin's library");
  if (!fs::is_regular_file(file)) throw UsageError{"there is no file " + file.string()};
  return fs::canonical(file);
}

// Everything that is wrong with what lies there, without running any of it.
std::vector<std::string> faultsOf(const fs::path& file) {
  std::vector<std::string> faults;
  if (const auto fault = plugin::libraryFault(file))
    faults.push_back(file.filename().string() + ": " + *fault);
  try {
    const auto manifest = plugin::Manifest::load(file.parent_path() / "plugin.json");
    if (manifest.name != file.stem())
      faults.push_back("plugin.json: its name is " + manifest.name + ", the library's " +
                       file.stem().string());
  } catch (const plugin::ManifestError& error) {
    for (const auto& fault : error.faults()) faults.push_back("plugin.json: " + fault);
  }
  return faults;
}

using Hear = std::function<void(const std::string& line)>;

// The checks run in a program of their own, with nothing of our environment: foreign code may crash
// it. Or end it as if all were well; so only its last word counts. `launcher` starts it as somebody
// else; empty: as ourselves.
bool conforms(const fs::path& file, std::vector<std::string> launcher,
              const std::vector<std::string>& options, const Hear& hear) {
  const auto kit = ownProgram().parent_path() / "hostler-conformance";
  if (!fs::exists(kit)) throw UsageError{"there is no " + kit.string() + ": build it with the SDK"};
  auto words = std::move(launcher);
  words.insert(words.end(), {"/usr/bin/env", "-i", "PATH=/usr/bin:/bin", kit.string()});
  words.insert(words.end(), options.begin(), options.end());
  words.push_back(file.string());
  const auto program = words.front();
  words.erase(words.begin());

  Poco::Pipe output;
  const auto process = Poco::Process::launch(program, words, nullptr, &output, nullptr);
  Poco::PipeInputStream lines{output};
  bool isWhole = false;
  for (std::string line; std::getline(lines, line);) {
    isWhole = line.starts_with("checks: ") || line.starts_with("{\"checks\":");
    hear(line);
  }
  const bool ended = process.wait() == 0;
  if (ended && !isWhole) std::cerr << "the plugin ended the program that checked it\n";
  return ended && isWhole;
}

Exit check(const fs::path& file, const Arguments& arguments, const std::string& sandbox) {
  std::vector<std::string> options;
  for (const char* option : {"subject", "only"}) {
    if (arguments.has(option))
      options.insert(options.end(), {std::string{"--"} + option, arguments.get(option)});
  }
  if (!sandbox.empty()) options.insert(options.end(), {"--sandbox", sandbox});
  if (arguments.json()) options.push_back("--json");
  const auto print = [](const std::string& line) { std::cout << line << '\n'; };
  return conforms(file, {}, options, print) ? Exit::Done : Exit::Failed;
}

/// A provider sandbox for as long as this lives, at a port of its own.
class OwnSandbox {
 public:
  OwnSandbox()
      : process_{Poco::Process::launch(ownProgram().string(),
                                       {"sandbox", "--listen", "127.0.0.1:0"}, nullptr, &output_,
                                       nullptr)} {
    Poco::PipeInputStream lines{output_};
    std::string line;
    std::getline(lines, line);
    const auto at = line.find("http://");
    if (at == std::string::npos) throw std::runtime_error{"the sandbox did not start: " + line};
    address_ = line.substr(at);
  }
  ~OwnSandbox() {
    Poco::Process::requestTermination(process_.id());
    process_.wait();
  }
  OwnSandbox(const OwnSandbox&) = delete;
  OwnSandbox& operator=(const OwnSandbox&) = delete;

  const std::string& address() const { return address_; }

 private:
  Poco::Pipe output_;
  Poco::ProcessHandle process_;
  std::string address_;
};

Exit verify(const fs::path& file, const Arguments& arguments) {
  const auto faults = faultsOf(file);
  for (const auto& fault : faults) std::cerr << fault << '\n';
  return faults.empty() ? check(file, arguments, {}) : Exit::Failed;
}

Exit tryOut(const fs::path& file, const Arguments& arguments) {
  if (arguments.has("sandbox")) return check(file, arguments, arguments.get("sandbox"));
  const OwnSandbox sandbox;
  return check(file, arguments, sandbox.address());
}

/// Waits until a file is written or put in place.
class Watch {
 public:
  explicit Watch(const fs::path& file)
      : name_{file.filename()}, events_{::inotify_init1(IN_CLOEXEC)} {
    const auto folder = file.parent_path();
    if (events_ < 0 ||
        ::inotify_add_watch(events_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) < 0)
      throw std::runtime_error{"cannot watch " + folder.string()};
  }
  ~Watch() { ::close(events_); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void wait() const {
    alignas(inotify_event) char buffer[4096];
    for (;;) {
      const auto size = ::read(events_, buffer, sizeof buffer);
      if (size <= 0) throw std::runtime_error{"cannot watch any longer"};
      for (auto at = buffer; at < buffer + size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(at);
        if (event->len > 0 && name_ == event->name) return;
        at += sizeof(inotify_event) + event->len;
      }
    }
  }

 private:
  std::string name_;
  int events_;
};

}  // namespace

bool isPluginFile(const std::string& word) {
  return word.find('/') != std::string::npos || word.ends_with(".so");
}

Exit newPlugin(const Arguments& arguments) {
  const auto& kind = arguments.word(
      1, "a kind: registrar, provisioner, gateway, dns, notifier, lookup, captcha or storage");
  const auto& name = arguments.word(2, "the plugin's name");
  const auto home = writeScaffold(kind, name, arguments.get("folder", "."));
  const auto program = ownProgram();
  std::cout << "wrote " << home.string() << "\nthe SDK:  cmake --install "
            << program.parent_path().string() << " --component sdk --prefix PREFIX\n"
            << "build it: cd " << home.string()
            << " && cmake -B build -G Ninja -DCMAKE_PREFIX_PATH=PREFIX -DHOSTLER_PROGRAM="
            << program.string() << " && cmake --build build && ctest --test-dir build\n"
            << "then:     " << program.string() << " plugin verify build/plugins/" << kind << '/'
            << name << '/' << name << ".so\n"
            << "PREFIX is any folder, the same in both; README.md there says more\n";
  return Exit::Done;
}

std::vector<std::string> faultsAtRest(const fs::path& file) {
  return faultsOf(file);
}

std::vector<std::string> faultsFound(const fs::path& file) {
  auto faults = faultsOf(file);
  if (!faults.empty()) return faults;
  std::vector<std::string> launcher;
  // Nobody has looked at this library yet, and it must not have root's hands.
  if (::geteuid() == 0) {
    launcher = {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                "--no-new-privs"};
  }
  // What failed, and in the line below it why.
  bool failed = false;
  const auto hear = [&](const std::string& line) {
    if (failed)
      faults.back() += ": " + line.substr(std::min(line.find_first_not_of(' '), line.size()));
    failed = line.starts_with("FAIL  ");
    if (failed) faults.push_back(line.substr(6, line.find(' ', 6) - 6));
  };
  if (!conforms(file, std::move(launcher), {}, hear) && faults.empty())
    faults.push_back("its checks did not come to their end");
  return faults;
}

Exit verifyPlugin(const Arguments& arguments) {
  return verify(fileOf(arguments), arguments);
}

Exit tryPlugin(const Arguments& arguments) {
  const auto file = fileOf(arguments);
  return faultsOf(file).empty() ? tryOut(file, arguments) : verify(file, arguments);
}

Exit watchPlugin(const Arguments& arguments) {
  const auto file = fileOf(arguments);
  const Watch watch{file};
  for (;;) {
    if (verify(file, arguments) == Exit::Done && arguments.has("subject")) tryOut(file, arguments);
    std::cout << "waiting for " << file.string() << " to be built anew" << std::endl;
    watch.wait();
  }
}

}  // namespace hostler::app
