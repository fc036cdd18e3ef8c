//! The preview over HTTP: every page out of the newest snapshot, with what the preview adds, to this computer's own
//! browser and to nobody else. All that is asynchronous stays in here.
//!
//! A request passes the [`access`] rules, its path becomes a thing by [`route`], what that is comes from [`pages`], and
//! [`reply`] makes HTTP of it.

mod access;
mod additions;
mod faults;
mod pages;
mod reply;
mod route;
mod running;
mod state;

pub use access::PreviewKey;
pub use faults::FaultList;
pub use running::{remember_port, running_port};
pub use state::PreviewState;

use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

use crate::words::MachineFault;
use access::Access;
use pages::Answer;
use route::Asked;

/// The port when none is asked for.
pub const PORT: u16 = 1314;
/// How many ports after that are tried before any will do.
const NEXT: u16 = 20;
/// How many pages are made at the same time; each may use the whole machine.
const AT_ONCE: usize = 4;
/// How many of other days, beside those. A day that is asked for first is a whole site to assemble: whoever looks at
/// one has to wait, and nobody else.
const OTHER_DAYS_AT_ONCE: usize = 1;

/// How many there may be: less than the files that any system lets a program open.
const MOST: usize = 200;
/// How long the head of a request may take, and how long a connection may wait for the next.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long to wait when the system gives no more connections.
const BREATH: Duration = Duration::from_millis(50);

/// A place that browsers can reach, where nobody answers yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Takes a port of this computer, or the next one that is free. Nobody else can reach it.
    ///
    /// # Errors
    /// There is none.
    pub fn bind(port: u16) -> Result<Self, MachineFault> {
        let wanted = (port..=port.saturating_add(NEXT)).chain([0]);
        let mut last = None;
        for port in wanted {
            let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
            let local = bound.and_then(|listener| Ok((listener.local_addr()?.port(), listener)));
            match local {
                Ok((port, listener)) => return Ok(Self { listener, port }),
                // Windows keeps ranges of ports for itself, and calls that a lack of permission.
                Err(cause) => last = Some(cause),
            }
        }
        let cause = last.map_or(String::new(), |cause| format!("（{cause}）"));
        Err(MachineFault::new(format!("没有可用的端口{cause}"))
            .hint("请用 --port 另写一个端口，例如 --port 8000"))
    }

    /// The port that it has.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Begins to answer, on threads of its own. `ended` is called when somebody ends the program by Ctrl+C.
    ///
    /// # Errors
    /// The system gives no threads, or no word of Ctrl+C.
    pub fn start(
        self,
        preview: Arc<PreviewState>,
        ended: impl FnOnce() + Send + 'static,
    ) -> Result<(), MachineFault> {
        let failed = |cause: io::Error| MachineFault::new(format!("预览服务启动失败（{cause}）"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(AT_ONCE + OTHER_DAYS_AT_ONCE)
            .enable_io()
            .enable_time()
            .build()
            .map_err(failed)?;
        let (ready, is_ready) = mpsc::sync_channel(1);
        let serve = move || {
            if runtime.block_on(self.serve(preview, &ready)) {
                ended();
            }
        };
        let named = thread::Builder::new().name("preview".into());
        named.spawn(serve).map_err(failed)?;
        // A thread that ended instead has told nothing.
        let begun = is_ready
            .recv()
            .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        begun.map_err(failed)
    }

    /// Answers until Ctrl+C; false when it could not begin.
    async fn serve(self, preview: Arc<PreviewState>, ready: &mpsc::SyncSender<io::Result<()>>) -> bool {
        let listening = self.listener.set_nonblocking(true);
        let listener = match listening.and_then(|()| tokio::net::TcpListener::from_std(self.listener)) {
            Ok(listener) => listener,
            Err(cause) => {
                let _ = ready.send(Err(cause));
                return false;
            }
        };
        let http = HttpState {
            access: Arc::new(Access {
                port: self.port,
                key: preview.key.clone(),
            }),
            preview,
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            other_days: Arc::new(Semaphore::new(OTHER_DAYS_AT_ONCE)),
        };
        let router = Router::new().fallback(answer).with_state(http);
        let accepting = async {
            // The caller waits for this word, unless it has given up.
            let _ = ready.send(Ok(()));
            accept(listener, router).await;
        };
        // Ctrl+C is looked at first, so that it is heeded from the moment that `ready` is told.
        let mut accepting = pin!(accepting);
        tokio::select! {
            biased;
            ended = tokio::signal::ctrl_c() => {
                let heard = ended.is_ok();
                if let Err(cause) = ended {
                    let _ = ready.send(Err(cause));
                }
                heard
            }
            () = &mut accepting => false,
        }
    }
}

/// What every request is answered from.
#[derive(Debug, Clone)]
struct HttpState {
    preview: Arc<PreviewState>,
    access: Arc<Access>,
    permits: Arc<Semaphore>,
    other_days: Arc<Semaphore>,
}

async fn answer(State(http): State<HttpState>, request: Request) -> Response {
    let (uri, headers) = (request.uri(), request.headers());
    let path = match access::check(request.method(), uri, headers, &http.access) {
        Ok(path) => path,
        Err(refusal) => return reply::refuse(refusal),
    };
    match route::route(path, uri.query().unwrap_or_default()) {
        Asked::Events => reply::events(http.preview.news()),
        asked => made(http, asked).await.map_or_else(reply::failed, reply::reply),
    }
}

/// Makes an answer on a thread where that may take its time; `None` when the preview is ending.
async fn made(http: HttpState, asked: Asked) -> Option<Answer> {
    let permits = match asked.is_of_a_day() {
        true => http.other_days,
        false => http.permits,
    };
    let permit = permits.acquire_owned().await.ok()?;
    let work = move || {
        let answer = pages::answer(&http.preview, asked);
        drop(permit);
        answer
    };
    tokio::task::spawn_blocking(work).await.ok()
}

/// Answers whoever comes, until the task is dropped. There are never more than so many connections: when there are too
/// many the oldest gives way, so that nobody who opens connections and says nothing, or reads nothing, keeps others out.
/// A browser that waited for news comes again. `axum::serve` bounds neither connections nor the time and size of a
/// request's head.
async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let mut open: VecDeque<AbortHandle> = VecDeque::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let task = tokio::spawn(connection(stream, router.clone()));
                open.push_back(task.abort_handle());
            }
            Err(_) => {
                give_way(&mut open);
                tokio::time::sleep(BREATH).await;
            }
        }
        if open.len() > MOST {
            open.retain(|connection| !connection.is_finished());
        }
        if open.len() > MOST {
            give_way(&mut open);
        }
    }
}

fn give_way(open: &mut VecDeque<AbortHandle>) {
    if let Some(oldest) = open.pop_front() {
        oldest.abort();
    }
}

fn connection(stream: tokio::net::TcpStream, router: Router) -> impl Future<Output = ()> {
    // Small answers at once, not when more comes.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(LARGEST_HEAD);
    let served = http.serve_connection(TokioIo::new(stream), service);
    async {
        // Whatever went wrong is the other side's, which is gone.
        let _ = served.await;
    }
}
