#pragma once

#include <curl/curl.h>
#include <hostler/outcome.hpp>

#include <string>

namespace hostler::smtp {

/// How far one attempt came, and what the server said last.
struct Conversation {
  CURLcode code = CURLE_OK;
  std::string command;        ///< the verb of the last one sent: "RCPT"; empty before the first
  int replyCode = 0;          ///< of the last whole reply; 0 before the first
  std::string reply;          ///< its last line
  bool signedIn = false;      ///< AUTH was answered with 235
  bool contentGiven = false;  ///< all of the mail has been handed to the connection
};

/// The error that an attempt came to. Until all of the mail was handed over the server cannot have
/// taken it; after that only its own answer tells.
sdk::ProviderError errorOf(const Conversation& conversation, const std::string& host);

}  // namespace hostler::smtp
