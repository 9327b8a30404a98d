#pragma once

#include "core/child/command.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hostler::render {

/// How PDFs are made, and what their making may take.
struct PdfSettings {
  enum class Engine {
    Program = 1,  ///< wkhtmltopdf, fed one document after another
    Library       ///< libwkhtmltox in a child of our own, where that library is installed
  };

  Engine engine = Engine::Program;
  std::filesystem::path program = "/usr/bin/wkhtmltopdf";
  std::filesystem::path wkhtmltox = "libwkhtmltox.so.0";
  /// The program that calls servePdfLibrary() with its arguments; the library's path is added at
  /// the end.
  std::filesystem::path wkhtmltoxHost = child::kThisProgram;
  std::vector<std::string> wkhtmltoxHostArguments = {"pdf-host"};

  int workers = 1;                               ///< documents made at once
  std::chrono::milliseconds timeout{10'000};     ///< for one document, from HTML to PDF
  std::chrono::milliseconds queueLimit{60'000};  ///< waiting for a worker to come free
  std::chrono::milliseconds idle{60'000};        ///< a worker without work ends after this
  std::uint64_t memoryBytes = 256 * 1024 * 1024;
  int documentsPerWorker = 500;  ///< the renderer leaks about 35 KB each
  std::size_t largestHtml = 8 * 1024 * 1024;
  std::size_t largestPdf = 32 * 1024 * 1024;

  child::Walls walls = child::Walls::Namespaces;
  /// Whom workers run as where the engine is root. An engine that is somebody else cannot give them
  /// another user.
  std::string userUnderRoot = "nobody";
  /// Where each worker gets a directory of its own; empty: the system's for temporary files.
  std::filesystem::path scratch;
};

/// One setting of wkhtmltopdf, as the program and as the library call it.
struct PdfOption {
  const char* argument;  ///< "--page-size"
  const char* name;      ///< "size.pageSize"
  const char* value;     ///< for the program only when `hasValue`
  bool hasValue;
  bool isGlobal;  ///< of the document, rather than of the page in it
};

/// The settings that every document gets, the same from both engines: A4, no script, no plug-ins,
/// no file but its own, and nothing from any network (a proxy at a port where nobody listens).
const std::vector<PdfOption>& pdfOptions();

}  // namespace hostler::render
