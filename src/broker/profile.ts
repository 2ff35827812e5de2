/** Which RabbitMQ a broker answers like, where the two differ. */
export type Profile = 'rabbitmq-3.10' | 'rabbitmq-4.3'

export const PROFILES: readonly Profile[] = ['rabbitmq-3.10', 'rabbitmq-4.3']
