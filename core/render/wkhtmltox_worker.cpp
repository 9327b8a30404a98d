#include "core/render/wkhtmltox_worker.h"

#include "core/child/child_loop.h"
#include "core/render/pdf_bytes.h"

#include <unistd.h>

namespace hostler::render {
namespace {

namespace fs = std::filesystem;
using Cause = PdfError::Cause;

// Where the loader would look; a full path stands for itself.
fs::path libraryPath(const PdfSettings& settings) {
  if (settings.wkhtmltox.is_absolute()) return settings.wkhtmltox;
  for (const auto* directory :
       {"/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"}) {
    const auto path = fs::path{directory} / settings.wkhtmltox;
    if (fs::exists(path)) return path;
  }
  return settings.wkhtmltox;
}

// An engine that runs as root gives the work to another user, who may not come by root's own
// folders.
bool mayBeReached(const PdfSettings& settings) {
  if (::geteuid() != 0 || settings.userUnderRoot.empty()) return true;
  std::error_code error;
  for (auto path = fs::canonical(settings.wkhtmltoxHost, error); !error;
       path = path.parent_path()) {
    const auto rights = fs::status(path, error).permissions();
    if ((rights & fs::perms::others_exec) == fs::perms::none) return false;
    if (path == path.root_path()) return true;
  }
  return false;
}

}  // namespace

bool WkhtmltoxWorker::isInstalled(const PdfSettings& settings) {
  std::error_code ignored;
  return fs::is_regular_file(libraryPath(settings), ignored) && mayBeReached(settings);
}

WkhtmltoxWorker::WkhtmltoxWorker(const PdfSettings& settings, child::Nursery& nursery)
    : settings_{settings}, place_{settings} {
  if (!isInstalled(settings)) {
    throw child::StartFailed{"there is no " + settings.wkhtmltox.string() + ", or " +
                             settings.wkhtmltoxHost.string() + " is in a folder of root alone"};
  }
  auto [ours, theirs] = child::Channel::pair();
  const auto library = libraryPath(settings);
  child::Command command;
  command.program = settings.wkhtmltoxHost;
  command.arguments = settings.wkhtmltoxHostArguments;
  command.arguments.push_back(library.string());
  command.handed = {{theirs.number(), child::kFirstChannel}};
  command.confinement.readable.push_back(fs::weakly_canonical(library).parent_path());
  place_.furnish(command, settings);
  process_.emplace(nursery.start(command));
  channel_.emplace(std::move(ours), std::max(settings.largestPdf, settings.largestHtml));
}

std::string WkhtmltoxWorker::convert(std::string_view html, Monotonic deadline) {
  try {
    std::string pdf;
    channel_->send(child::Frame::Request, {html}, deadline);
    if (!channel_->receive(pdf, deadline)) throw child::ChannelClosed{"closed"};
    if (!isWholePdf(pdf)) throw PdfFailure{Cause::Failed, "the renderer made no PDF"};
    return pdf;
  } catch (const child::ChannelTimeout&) {
    throw PdfFailure{Cause::TimedOut, "the document was not done in time"};
  } catch (const child::ChannelClosed&) {
    throw ended(deadline);
  } catch (const child::ChannelBroken& broken) {
    throw PdfFailure{Cause::TooLarge, broken.what()};
  }
}

}  // namespace hostler::render
